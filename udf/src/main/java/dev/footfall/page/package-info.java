/**
 * What was asked for and where from: normalised pages and their kind, what counts as a pageview, campaigns, referring
 * sites and media, events such as sign-in, and the language asked for. Pure functions of single values with bounded
 * results; nothing here removes personal data from a page's text, which is the policy's task.
 * May depend on {@code dev.footfall.agent} and the JDK.
 */
@NullMarked
package dev.footfall.page;

import org.jspecify.annotations.NullMarked;
