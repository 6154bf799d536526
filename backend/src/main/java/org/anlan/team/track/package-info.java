/** Positions of teams: how they are checked, kept as tracks and served. */
package org.anlan.team.track;
