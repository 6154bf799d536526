/** The HTTP face of access: the security filter chain, the calls under /api, and who calls as a controller parameter. */
package org.anlan.access.http;
