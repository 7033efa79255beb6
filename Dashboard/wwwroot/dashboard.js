// Starts the live parts and says so when there is no room for them or the connection is lost. Comes back by itself: to the same page state
// where the silo still has it, by a reload where it has not.
(() => {
  'use strict';
  const RETRY = 1000;
  const wait = time => new Promise(done => setTimeout(done, time));
  let lost = false;

  function show(banner, isShown) {
    const shown = document.getElementById(banner);
    if (shown) { shown.hidden = !isShown; }
  }

  function tell(isLost) {
    lost = isLost;
    document.body.classList.toggle('lost', isLost);
    show('connection', isLost);
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

  // Seconds after which to ask again; null where there is room, or where nothing but starting tells what is wrong.
  async function askAgainAfter() {
    try {
      const answer = await fetch('_blazor/negotiate?negotiateVersion=1', { method: 'POST' });
      return answer.status === 429 ? Number(answer.headers.get('Retry-After')) : null;
    } catch {
      return null;
    }
  }

  async function start() {
    for (let seconds; (seconds = await askAgainAfter()) !== null;) {
      show('full', true);
      await wait(seconds * 1000);
    }
    show('full', false);
    Blazor.start({
      circuit: {
        reconnectionHandler: {
          onConnectionDown() { if (!lost) { tell(true); comeBack(); } },
          onConnectionUp() { tell(false); },
        },
      },
    });
  }

  start();
})();
