/** What tests against other programs' code share. */
@NullMarked
package dev.footfall.oracle;

import org.jspecify.annotations.NullMarked;
