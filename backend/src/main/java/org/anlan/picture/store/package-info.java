/** The log on SQL and its one writer: decide, append in one transaction, apply, answer, publish. */
package org.anlan.picture.store;
