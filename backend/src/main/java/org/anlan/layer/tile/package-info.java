/** Vector tiles (Mapbox Vector Tile 2.1, Web Mercator, z/x/y with y from the north) out of a layer's features. */
package org.anlan.layer.tile;
