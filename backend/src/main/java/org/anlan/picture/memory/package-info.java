/** The picture in memory: persistent maps and a spatial index, so that reads never wait for the writer. */
package org.anlan.picture.memory;
