package se.malmo.meet.web;

import java.nio.file.Path;

/**
 * A file that came with a form; gone when the form has been answered.
 *
 * @param name as the client calls it: only for people to read, never a path
 * @param content where it lies meanwhile
 * @param size in bytes
 */
public record Upload(String name, Path content, long size) {}
