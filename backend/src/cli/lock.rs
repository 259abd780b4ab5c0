//! Whether a data directory is in use: servers share its lock, restoring takes it alone.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::Failure;

/// Says that a server uses the directory, until the file is dropped or the process ends.
pub(super) fn share(data: &Path) -> Result<File, Failure> {
    let file = open(data)?;
    match file.try_lock_shared() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(format!("the registry in {} is being restored; try again in a moment", data.display()).into())
        }
        Err(TryLockError::Error(error)) => Err(format!("the lock of {}: {error}", data.display()).into()),
    }
}

/// Takes the directory alone; `None` when a server uses it.
pub(super) fn alone(data: &Path) -> Result<Option<File>, Failure> {
    let file = open(data)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(format!("the lock of {}: {error}", data.display()).into()),
    }
}

fn open(data: &Path) -> Result<File, Failure> {
    fs::create_dir_all(data).map_err(|error| format!("directory {}: {error}", data.display()))?;
    let path = data.join("in-use.lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    Ok(file.map_err(|error| format!("{}: {error}", path.display()))?)
}
