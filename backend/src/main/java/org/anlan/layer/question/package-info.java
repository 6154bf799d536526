/** Where the features of a layer lie, as flat arrays of degrees: what is in an area, near a point, nearest to it. */
package org.anlan.layer.question;
