//! The module's library, the token in it, and sessions with the token.
//!
//! A session belongs to one thread at a time; each is logged in, and kept for the next signature. What
//! failed because a session, the log-in or the token was lost is done again: first in a new session,
//! then with the module started anew (`C_Finalize`, `C_Initialize`), as after a restart of the server.
//! While the token stays away, each piece of work makes one such attempt, and those that waited for it
//! share its end.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;

use super::HardwareError;
use crate::config::HardwareSettings;

impl HardwareError {
    /// Whether what was open may be what is wrong: the session, the log-in, or the token as the module
    /// knows it. A session that is not logged in sees no keys.
    const fn may_be_lost(&self) -> bool {
        use RvError::{
            CryptokiNotInitialized, DeviceError, DeviceRemoved, FunctionFailed, GeneralError, SessionClosed,
            SessionHandleInvalid, SlotIdInvalid, TokenNotPresent, TokenNotRecognized, UserNotLoggedIn,
        };
        match self {
            Self::NoKey(_) | Self::Away => true,
            Self::Module(Error::Pkcs11(said, _)) => matches!(
                said,
                CryptokiNotInitialized
                    | DeviceError
                    | DeviceRemoved
                    | FunctionFailed
                    | GeneralError
                    | SessionClosed
                    | SessionHandleInvalid
                    | SlotIdInvalid
                    | TokenNotPresent
                    | TokenNotRecognized
                    | UserNotLoggedIn
            ),
            _ => false,
        }
    }
}

/// A token, found by its label.
pub(super) struct Token {
    library: Pkcs11,
    label: String,
    pin: AuthPin,
    pin_refused: AtomicBool,
    /// Read while somebody works with the token; written to start the module anew.
    opening: RwLock<Opening>,
}

/// The module after so many starts, and the token, if it was there.
struct Opening {
    starts: u64,
    token: Option<Open>,
}

struct Open {
    slot: Slot,
    idle: Mutex<Vec<Session>>,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Token({})", self.label)
    }
}

impl Token {
    /// Loads the module, finds the token and logs in.
    pub(super) fn open(settings: &HardwareSettings) -> Result<Self, HardwareError> {
        let library = Pkcs11::new(&settings.module)?;
        let slot = start(&library, &settings.token)?;
        let pin = settings.pin().map_err(|(path, error)| HardwareError::Pin(path.display().to_string(), error))?;
        let opened = Self {
            library,
            label: settings.token.clone(),
            pin: AuthPin::new(pin.as_str().into()),
            pin_refused: AtomicBool::new(false),
            opening: RwLock::new(Opening { starts: 1, token: Some(Open::at(slot)) }),
        };
        opened.with_session(|_| Ok(()))?;
        Ok(opened)
    }

    /// Works in a session that is logged in. The work may be begun up to three times: in a session that
    /// was kept, in a new one, and in one after the module was started anew.
    pub(super) fn with_session<T>(
        &self,
        work: impl Fn(&Session) -> Result<T, HardwareError>,
    ) -> Result<T, HardwareError> {
        let (starts, error) = {
            let opening = self.opening();
            match self.work_in(&opening, &work) {
                // The token is there, and has no such key: starting anew would change nothing.
                Err(error) if error.may_be_lost() && !matches!(error, HardwareError::NoKey(_)) => {
                    (opening.starts, error)
                }
                done => return done,
            }
        };
        self.start_anew(starts, &error)?;
        self.work_in(&self.opening(), &work)
    }

    /// Works in a kept session; if that was lost, so were the others, and it is done in a new one.
    fn work_in<T>(
        &self,
        opening: &Opening,
        work: impl Fn(&Session) -> Result<T, HardwareError>,
    ) -> Result<T, HardwareError> {
        let token = opening.token.as_ref().ok_or(HardwareError::Away)?;
        let kept = token.idle().pop();
        if let Some(session) = kept {
            match work(&session) {
                Ok(done) => {
                    token.idle().push(session);
                    return Ok(done);
                }
                Err(error) if error.may_be_lost() => token.idle().clear(),
                Err(error) => return Err(error),
            }
        }
        let session = self.log_in(token.slot)?;
        let done = work(&session)?;
        token.idle().push(session);
        Ok(done)
    }

    /// Starts the module anew and looks for the token, unless another thread has done so since.
    fn start_anew(&self, starts: u64, lost: &HardwareError) -> Result<(), HardwareError> {
        let mut opening = self.opening.write().unwrap_or_else(PoisonError::into_inner);
        if opening.starts != starts {
            return opening.token.as_ref().map(|_| ()).ok_or(HardwareError::Away);
        }
        opening.starts += 1;
        // Sessions end before their module does: the next one may give their numbers to others.
        opening.token = None;
        if let Err(error) = self.library.clone().finalize() {
            tracing::debug!(%error, "the hardware security module had ended already");
        }
        let slot = start(&self.library, &self.label)?;
        opening.token = Some(Open::at(slot));
        tracing::warn!(%lost, "the hardware security module was started anew");
        Ok(())
    }

    fn log_in(&self, slot: Slot) -> Result<Session, HardwareError> {
        if self.pin_refused.load(Ordering::Relaxed) {
            return Err(HardwareError::PinRefused);
        }
        let session = self.library.open_rw_session(slot)?;
        match session.login(UserType::User, Some(&self.pin)) {
            // All sessions of a process share the log-in.
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(session),
            Err(error) => {
                if let Error::Pkcs11(RvError::PinIncorrect | RvError::PinLocked | RvError::PinExpired, _) = error {
                    self.pin_refused.store(true, Ordering::Relaxed);
                }
                Err(error.into())
            }
        }
    }

    fn opening(&self) -> RwLockReadGuard<'_, Opening> {
        self.opening.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    const fn at(slot: Slot) -> Self {
        Self { slot, idle: Mutex::new(Vec::new()) }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts the module, and finds the token with this label.
fn start(library: &Pkcs11, label: &str) -> Result<Slot, HardwareError> {
    match library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
        Err(error) => return Err(error.into()),
    }
    for slot in library.get_slots_with_initialized_token()? {
        if library.get_token_info(slot)?.label().trim_end() == label {
            return Ok(slot);
        }
    }
    Err(HardwareError::NoToken(label.to_owned()))
}
