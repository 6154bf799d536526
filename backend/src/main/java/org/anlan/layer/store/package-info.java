/** From a layer's file into the database and out again; bad rows are counted and named, good ones kept. */
package org.anlan.layer.store;
