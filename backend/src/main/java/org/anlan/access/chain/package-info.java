/** The security filter chain: who sent a request, whether the path rules let them, and who calls as a parameter. */
package org.anlan.access.chain;
