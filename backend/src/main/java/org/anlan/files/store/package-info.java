/** Files in the database: uploads that grow piece by piece, stored files, and their HTTP face. */
package org.anlan.files.store;
