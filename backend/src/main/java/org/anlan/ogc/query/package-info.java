/** The question after the "?": read strictly, refused with 400 as the standard demands. */
package org.anlan.ogc.query;
