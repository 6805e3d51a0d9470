import { tOr } from './locale.svelte.ts';

export const metricName = (id: string): string => tOr(`metric.${id}.name`, id.replaceAll('_', ' '));
export const dimensionName = (id: string): string => tOr(`dimension.${id}`, id.replaceAll('_', ' '));
