/** Made-up layers of any size, to see how the server bears them. */
package org.anlan.layer.sample;
