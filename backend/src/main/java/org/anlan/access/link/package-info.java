/** Device links: one-time codes, shown as QR, that turn a phone or a wall into a device with its own token. */
package org.anlan.access.link;
