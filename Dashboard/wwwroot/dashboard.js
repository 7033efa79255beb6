// Starts the live parts and says so when the connection is lost. Comes back by itself: to the same page state where the silo still has
// it, by a reload where it has not.
(() => {
  'use strict';
  const RETRY = 1000;
  const banner = () => document.getElementById('connection');
  const wait = time => new Promise(done => setTimeout(done, time));
  let lost = false;

  function tell(isLost) {
    lost = isLost;
    document.body.classList.toggle('lost', isLost);
    if (banner()) { banner().hidden = !isLost; }
  }

  async function comeBack() {
    while (lost) {
      try {
        if (await Blazor.reconnect()) { tell(false); return; }
        location.reload();
        return;
      } catch {
        await wait(RETRY);
      }
    }
  }

  Blazor.start({
    circuit: {
      reconnectionHandler: {
        onConnectionDown() { if (!lost) { tell(true); comeBack(); } },
        onConnectionUp() { tell(false); },
      },
    },
  });
})();
