import * as z from 'zod';
import type { SecretSources } from './secret-reference.ts';

/** The path of a PEM file of certificates to trust instead of the system's. */
export const certificateFile = (sources: SecretSources) =>
  z
    .string()
    .min(1)
    .refine((path) => holdsCertificate(sources, path), 'expected a readable PEM file of certificates')
    .describe("A PEM file of certificates to trust instead of the system's.");

const holdsCertificate = (sources: SecretSources, path: string): boolean => {
  try {
    return sources.readFile(path).includes('-----BEGIN CERTIFICATE-----');
  } catch {
    return false;
  }
};
