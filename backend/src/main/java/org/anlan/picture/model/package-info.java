/** What a feature declares and what a command sees: collections, commands, decisions, the snapshot. */
@NamedInterface("model")
package org.anlan.picture.model;

import org.springframework.modulith.NamedInterface;
