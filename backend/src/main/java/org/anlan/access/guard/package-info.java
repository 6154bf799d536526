/** What guards every door: secrets, back-off on guessing, where a request came from, and threads for slow work. */
package org.anlan.access.guard;
