// The citizen's week works without scripts; with them it can be read aloud.

import { start as startReadingAloud } from "./aloud.js";

startReadingAloud();
