import { joinAnswerShape, UnreadablePayload, WORKER_PROTOCOL, type JoinAnswer } from '#contracts';
import { ApiConnection, type ApiAddress, type Patience } from './api-connection.js';
import { ApiRefused, VersionMismatch } from './errors.js';

/** The API is given so long to come up on a machine where everything starts at once. */
const PATIENCE: Patience = { tryMs: 5_000, totalMs: 8_000 };
const ONE_TRY: Patience = { tryMs: 3_000, totalMs: 0 };

/**
 * Asks the API what a worker needs; once only when it `canWait`. @throws ApiUnreachable, ApiRefused, VersionMismatch.
 */
export async function joinApi(address: ApiAddress, version: string, canWait: boolean): Promise<JoinAnswer> {
  const api = new ApiConnection(address);
  try {
    const patience = canWait ? ONE_TRY : PATIENCE;
    const body = { type: 'application/json', bytes: JSON.stringify({ version, protocol: WORKER_PROTOCOL }) };
    const { bytes } = await api.call({ method: 'POST', path: '/internal/worker/join', body, patience });
    const answer = joinAnswerShape(JSON.parse(bytes.toString('utf8')), '');
    if (answer.protocol !== WORKER_PROTOCOL) throw new VersionMismatch(version, answer.version);
    return answer;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof UnreadablePayload)
      throw new ApiRefused(200, `what answers at ${api.url} is not Loom`, 'Check --api: it has to name `loom serve`.');
    if (error instanceof ApiRefused && error.status === 404)
      throw new ApiRefused(
        404,
        `the API at ${api.url} does not know how workers join`,
        `Install Loom ${version} there.`,
      );
    throw error;
  } finally {
    await api.close();
  }
}
