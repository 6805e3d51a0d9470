import { z } from 'zod';
import {
  exportFileParams,
  exportsResponse,
  orderStatusRequest,
  orderStatusResponse,
} from '../../contract/api/exports.ts';
import { isTandemError } from '../../contract/errors.ts';
import { exportFile, listExports, needsWholeView, runOrderStatus } from '../exports/order-status.ts';
import { defineRoute } from '../routing/define-route.ts';

export const readExports = defineRoute({
  method: 'get',
  path: '/api/exports',
  access: 'write-back',
  summary: 'Systems that can be written to, and the last exports.',
  response: exportsResponse,
  handle({ services, person }) {
    needsWholeView(person.principal);
    return listExports(services);
  },
});

export const orderStatus = defineRoute({
  method: 'post',
  path: '/api/exports/order-status',
  access: 'write-back',
  summary: 'Send where each order stands to a CRM: a preview, or the real thing.',
  body: orderStatusRequest,
  response: orderStatusResponse,
  async handle({ services, person, body, address }) {
    needsWholeView(person.principal);
    const { target, dryRun } = body;
    const entry = {
      userId: person.user.id,
      email: person.user.email,
      action: dryRun ? 'write-back.preview' : 'write-back',
      address,
    };
    try {
      const { report, answer } = await runOrderStatus(services, person.user, body);
      const { generation, version, counts, checksum } = report;
      if (!dryRun)
        await services.store.exportLog.append({
          userId: person.user.id,
          what: 'order-status',
          target: report.target,
          generation,
          version,
          counts,
          checksum,
          expectedEffect: null,
        });
      await services.store.audit.append({
        ...entry,
        outcome: 'ok',
        generation,
        detail: {
          target: report.target,
          version,
          insert: counts.insert,
          update: counts.update,
          refuse: counts.refuse,
          failed: counts.failed,
          emptied: report.emptied,
        },
      });
      return answer;
    } catch (error) {
      await services.store.audit.append({
        ...entry,
        outcome: 'failed',
        detail: { target, error: isTandemError(error) ? error.code : 'internal' },
      });
      throw error;
    }
  },
});

export const downloadExport = defineRoute({
  method: 'get',
  path: '/api/exports/order-status/:target/:folder/:file',
  access: 'write-back',
  summary: 'A file of an export: what is to be imported, or its manifest.',
  params: exportFileParams,
  response: z.string(),
  media: ['text/csv', 'application/json'],
  async handle({ services, person, params, address }) {
    needsWholeView(person.principal);
    const response = exportFile(services, params);
    await services.store.audit.append({
      userId: person.user.id,
      email: person.user.email,
      action: 'export',
      outcome: 'ok',
      address,
      detail: { what: `${params.target}/${params.folder}/${params.file}` },
    });
    return response;
  },
});
