/** The browser's side of passkeys: options from the server in, what the device made out. */

/**
 * Whether passkeys can work here: browsers bind them to a name over a secure connection, so not to
 * a bare address such as 127.0.0.1.
 */
export function canUsePasskeys(): boolean {
  const isAddress = /^[\d.]+$|:/.test(location.hostname);
  return isSecureContext && !isAddress && "PublicKeyCredential" in globalThis;
}

function jsonOf(credential: Credential | null): unknown {
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no passkey was given");
  return credential.toJSON();
}

/** Asks the device for a new passkey. @throws where the user declines or the device cannot */
export async function makePasskey(options: PublicKeyCredentialCreationOptionsJSON) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return jsonOf(await navigator.credentials.create({ publicKey }));
}

/** Asks the device to show a passkey. @throws where the user declines or the device has none */
export async function showPasskey(options: PublicKeyCredentialRequestOptionsJSON) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return jsonOf(await navigator.credentials.get({ publicKey }));
}
