/** Marks of what is inside Rolecall, its files, stacks and statements, and of which no answer may tell. */
export const insides = /node_modules|file:\/\/|node:internal|\/src\/\w|\n\s+at \w|SQLITE_|sqlite3?\b.*error/i;
