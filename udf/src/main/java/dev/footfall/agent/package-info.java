/**
 * Who asks: browsers of people, declared robots, robots in disguise and tools, told apart by the User-Agent alone, with
 * device, operating system, name and major version from bounded sets. Rules and their examples stand together in
 * {@code agent_rules.yaml} and {@code browser_rules.yaml}; the crawlers' list is crawler-user-agents (MIT).
 * May depend on {@code dev.footfall.text} and Jackson.
 */
@NullMarked
package dev.footfall.agent;

import org.jspecify.annotations.NullMarked;
