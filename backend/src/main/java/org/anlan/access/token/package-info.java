/** The one token mechanism: random secrets whose hash lies in the database, and who holds them. */
package org.anlan.access.token;
