/** The newest values of all streams: on the disk with their series, in memory on every node. */
package org.anlan.picture.latest;
