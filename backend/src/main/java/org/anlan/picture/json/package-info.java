/** How JSON from outside is read, the same for commands and for rows of streams: nothing is guessed at. */
@NamedInterface("json")
package org.anlan.picture.json;

import org.springframework.modulith.NamedInterface;
