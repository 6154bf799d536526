/** The OpenAPI description, with typed paths for every collection and command that features declare. */
package org.anlan.web.openapi;
