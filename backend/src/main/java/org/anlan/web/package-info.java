/**
 * The generic HTTP face of the picture: collections, commands, history, problem+json, pages and the description of it all.
 * It knows collections and commands only by what features declare.
 */
@ApplicationModule(
        allowedDependencies = {"geo", "picture", "picture::json", "picture::model", "picture::stream", "access"})
package org.anlan.web;

import org.springframework.modulith.ApplicationModule;
