/** The map: tiles, questions of where and the first paint, beside PostGIS, nginx and a bare MapLibre page. */
package org.anlan.bench.map;
