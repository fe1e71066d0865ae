/** Roles, from least to most. */
export const ROLES = ['viewer', 'contributor', 'manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a route may ask for. `read`: see what one's scope allows. `record`: everything staff do on items, evidence,
 * actors, imports and briefs. `confirm`: second reading, and what managers decide. `administer`: people, teams,
 * settings.
 */
export const PERMISSIONS = {
  read: ['viewer', 'contributor', 'manager', 'admin'],
  record: ['contributor', 'manager', 'admin'],
  confirm: ['manager', 'admin'],
  administer: ['admin'],
} as const satisfies Record<string, readonly Role[]>;
export type PermissionName = keyof typeof PERMISSIONS;

export interface CurrentUser {
  id: number;
  name: string;
  email: string;
  role: Role;
  teamId: number | null;
}

export function may(user: Pick<CurrentUser, 'role'> | null, permission: PermissionName): boolean {
  return user !== null && (PERMISSIONS[permission] as readonly Role[]).includes(user.role);
}
