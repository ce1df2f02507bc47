// The room: its parts, each in a file of its own.
import { startBoard } from "./board.js";
import { startComposer } from "./composer.js";
import { startDemo } from "./demo.js";
import { startKeys } from "./keys.js";
import { startLive } from "./live.js";
import { startLog } from "./log.js";
import { startPress } from "./press.js";
import { startSheet } from "./sheet.js";
import { startShell } from "./shell.js";

startShell();
startLog();
startSheet();
startComposer();
startPress();
startBoard();
startDemo();
startKeys();
startLive();
document.body.dataset.ready = "yes";
