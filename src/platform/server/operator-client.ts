import pg from 'pg'
import { types } from './db.ts'
import { OperatorError } from './operator-error.ts'

/**
 * Runs `use` with one connection of its own (migrations, roles, checks), not from a pool, because locks belong to the
 * session. Throws OperatorError, without the password, when the server cannot be reached or does not let us in.
 */
export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'tungnha operator',
    connectionTimeoutMillis: 10_000,
    types,
  })
  // A server that goes away fails the query that runs; between queries the event alone would end the process.
  client.on('error', () => {})
  await client.connect().catch((cause) => {
    throw cannotConnect(client, cause)
  })
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

function cannotConnect(client: pg.Client, cause: { code?: string; message: string }): OperatorError {
  const where = `${client.host}:${client.port}/${client.database}`
  const reason = cause.code ?? cause.message
  if (reason === '28P01' || reason === '28000') {
    return new OperatorError(
      `PostgreSQL ở ${where} không nhận người dùng ${client.user}: hãy kiểm tra tên và mật khẩu trong DATABASE_URL, rồi chạy "tungnha migrate" nếu vai trò chưa được tạo.`,
      `PostgreSQL at ${where} does not accept the user ${client.user}: check the name and password in DATABASE_URL, then run "tungnha migrate" if the role was never made.`,
      { cause },
    )
  }
  return new OperatorError(
    `Không kết nối được PostgreSQL ở ${where} (${reason}): hãy kiểm tra máy chủ có đang chạy và DATABASE_URL có đúng không.`,
    `PostgreSQL at ${where} cannot be reached (${reason}): check that the server runs and that DATABASE_URL is right.`,
    { cause },
  )
}
