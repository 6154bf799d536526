/** What one field phone may enter in an hour, so that a lost or borrowed one cannot fill the disk. */
package org.anlan.web.budget;
