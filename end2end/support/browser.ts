// Which browser specs run in, and how it is started.
import { type LaunchOptions } from '@playwright/test';
import { cameraArguments } from './camera.ts';
import { chromium, headlessShell } from './paths.ts';

const args = [
  '--no-sandbox', // containers run as root
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...cameraArguments(),
];

/** Chromium without what draws its windows: a third less work for the processor. */
export const light: LaunchOptions = { executablePath: headlessShell, args };

/** All of it: only there can a page be allowed to ring. A spec that needs it says `test.use({ launchOptions: whole })`. */
export const whole: LaunchOptions = { executablePath: chromium, args };
