/** What people send, read strictly: every fault names the field, its value and the rule. */
package org.anlan.web.input;
