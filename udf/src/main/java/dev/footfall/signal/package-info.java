/**
 * Signs of abuse. At parse time: the tags of known attack forms in targets, referrers and agents, found before the text
 * itself is dropped. Rules, examples and counter-examples stand together in {@code attack_rules.yaml}.
 * May depend on {@code dev.footfall.text} and Jackson.
 */
@NullMarked
package dev.footfall.signal;

import org.jspecify.annotations.NullMarked;
