/** What config/county.yaml and config/layers.yaml say. */
package org.anlan.layer.catalogue;
