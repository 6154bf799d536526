/** The line that a refused, failed or slow request leaves in the log: what and how, never who or what was in it. */
package org.anlan.web.log;
