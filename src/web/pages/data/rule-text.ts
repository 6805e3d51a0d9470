import { tOr } from '../../state/locale.svelte.ts';

/** Why a row was rejected, in words. */
export const ruleText = (rule: string): string => tOr(`rule.${rule}`, rule.replaceAll('_', ' '));
export const ruleHelp = (rule: string): string => tOr(`rule.${rule}.help`, '');
