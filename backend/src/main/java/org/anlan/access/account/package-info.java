/** Accounts of people: their rows, the rules for their names and passwords, and the first administrator. */
package org.anlan.access.account;
