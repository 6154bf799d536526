/** Readings: how they are checked, kept, thinned and served. */
package org.anlan.gauge.reading;
