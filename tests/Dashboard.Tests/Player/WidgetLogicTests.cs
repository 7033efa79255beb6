using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The rules of the widgets' modules, run in the browser that they are for.</summary>
[Collection(PlayerTests.Name)]
public sealed class WidgetLogicTests(Chromium chromium, PlayedSilo played) : IClassFixture<PlayedSilo>
{
    /// <summary>Every number of segments, every segment, over the whole spread of resting places; 0 misses.</summary>
    [Fact]
    public Task Every_resting_place_lies_in_its_segment() => HoldsAsync("""
        const { restAt, segmentAt, spotOf, FEWEST, MOST } = await import('/widgets/wheel/face.js');
        const misses = [];
        for (let count = FEWEST; count <= MOST; count++)
          for (let index = 0; index < count; index++)
            for (let i = 0; i < 50; i++) {
              const spot = spotOf(`p${i}-${index}`);
              if (Math.abs(spot) > 0.36 || segmentAt(restAt(index, count, spot), count) !== index) misses.push([count, index, spot]);
            }
        return misses;
        """);

    [Fact]
    public Task A_turn_goes_forward_by_whole_turns_and_less_than_one_more() => HoldsAsync("""
        const { turnTo } = await import('/widgets/wheel/face.js');
        const misses = [];
        for (let from = -720; from <= 720; from += 13)
          for (let rest = 0; rest < 360; rest += 7) {
            const to = turnTo(from, rest, 5);
            if (to < from + 1800 || to >= from + 2160 || Math.abs((((to - rest) % 360) + 360) % 360) > 1e-6) misses.push([from, rest, to]);
          }
        return misses;
        """);

    /// <summary>The same play rests at the same place on every device.</summary>
    [Fact]
    public Task A_play_has_one_resting_place() => HoldsAsync("""
        const { spotOf } = await import('/widgets/wheel/face.js');
        const spots = new Set(Array.from({ length: 200 }, (_, i) => spotOf(`p3-${i}`)));
        return spotOf('p1-7') === spotOf('p1-7') && spots.size > 190 ? [] : ['spots'];
        """);

    /// <summary>By a clock that stands still: eight go at once, the others a quarter of a second apart, and who does not wait counts.</summary>
    [Fact]
    public Task Reads_go_out_eight_at_once_and_then_four_a_second() => HoldsAsync("""
        const { Pace } = await import('/widgets/jifen-pace.js');
        const waits = [];
        const [now, later] = [performance.now, globalThis.setTimeout];
        performance.now = () => 5_000;
        globalThis.setTimeout = (done, ms) => { waits.push(ms); done(); };
        const pace = new Pace();
        for (let read = 0; read < 10; read++) await pace.turn(false);
        await pace.turn(true);
        await pace.turn(false);
        performance.now = () => 60_000;
        await pace.turn(false);
        [performance.now, globalThis.setTimeout] = [now, later];
        const wanted = [0, 0, 0, 0, 0, 0, 0, 0, 250, 500, 1_000, 0];
        return JSON.stringify(waits) === JSON.stringify(wanted) ? [] : [waits];
        """);

    [Fact]
    public Task Every_colour_has_a_label_that_can_be_read() => HoldsAsync("""
        const { contrast, inkOn, colourOf, READABLE } = await import('/widgets/wheel/colour.js');
        const hex = (c) => c.toString(16).padStart(2, '0');
        const misses = [];
        for (let r = 0; r < 256; r += 15) for (let g = 0; g < 256; g += 15) for (let b = 0; b < 256; b += 15) {
          const colour = `#${hex(r)}${hex(g)}${hex(b)}`;
          if (contrast(inkOn(colour), colour) < READABLE) misses.push(colour);
        }
        for (let count = 2; count <= 24; count++) for (let i = 0; i < count; i++)
          if (colourOf(null, i, count) === colourOf(null, (i + 1) % count, count)) misses.push([count, i]);
        if (Math.abs(contrast('#ffffff', '#000000') - 21) > 1e-9) misses.push('contrast');
        return misses;
        """);

    [Fact]
    public Task Labels_keep_all_their_words_where_there_is_room_and_say_where_they_do_not() => HoldsAsync("""
        const { fit } = await import('/widgets/wheel/label.js');
        const misses = [];
        for (let count = 2; count <= 24; count++)
          for (const text of ['10 points', 'Better luck next time', '熊猫玩偶', '下次好运', '差一点点']) {
            const { lines, size } = fit(text, count);
            if (lines.join('').replaceAll(' ', '') !== text.replaceAll(' ', '') || size < 4.2) misses.push([count, text, lines, size]);
          }
        const long = fit('A prize whose name goes on and on and on and never comes to its end', 24);
        if (!long.lines.at(-1).endsWith('…')) misses.push(long);
        return misses;
        """);

    [Fact]
    public Task Chances_are_told_as_players_read_them() => HoldsAsync("""
        const { oneIn } = await import('/widgets/wheel/words.js');
        const told = [[1, 1], [3, 10], [2400, 10000], [40, 10000], [1, 1234567], [0, 10]].map(([weight, total]) => oneIn(weight, total));
        return JSON.stringify(told) === JSON.stringify(['1', '3.3', '4.2', '250', '1,234,567', null]) ? [] : told;
        """);

    /// <summary>Both languages have the same sentences, and none promises another try for a play that was decided.</summary>
    [Fact]
    public Task No_language_lacks_a_sentence_and_no_result_says_try_again() => HoldsAsync("""
        const wheel = (await import('/widgets/wheel/words.js')).words;
        const page = (await import('/widgets/play/words.js')).words;
        const misses = [];
        for (const { en, zh } of [wheel, page]) if (Object.keys(en).join() !== Object.keys(zh).join()) misses.push('keys');
        const none = { segment: 's', label: { en: 'So close', zh: '差一点点' }, prize: null };
        for (const say of [wheel.en, wheel.zh]) if (/again|再试|重试/.test(say.lost(none) + say.won({ ...none, prize: { kind: 'points', points: 1 } }))) misses.push('again');
        return misses;
        """);

    /// <summary>All that a challenge can bring, one thing at a time, by the names of the contract.</summary>
    [Fact]
    public Task Every_reward_of_a_challenge_is_told_in_both_languages() => HoldsAsync("""
        const { rewardText } = await import('/widgets/challenges/words.js');
        const one = { points: 40, tickets: { lottery: 'wheel', count: 2 }, badge: 'player', coupon: { en: 'Free coffee', zh: '免费咖啡' }, multiplier: { factor: '2', hours: 3 } };
        const kinds = Object.keys((await (await fetch('/openapi/v1.json')).json()).components.schemas.Challenge.properties.reward.anyOf[0].properties);
        const misses = kinds.filter((kind) => !['en', 'zh'].every((lang) => rewardText({ [kind]: one[kind] }, lang) !== ''));
        if (rewardText(one, 'zh') !== '40 积分 + 2 张抽奖券 + 徽章 + 免费咖啡 + 3 小时 2 倍积分') misses.push(rewardText(one, 'zh'));
        return kinds.length >= 5 ? misses : kinds;
        """);

    [Fact]
    public Task A_segment_whose_picture_does_not_come_has_its_label() => HoldsAsync("""
        const { rotor } = await import('/widgets/wheel/drawing.js');
        const slices = ['/nothing/here.svg', '/widgets/play/icon.svg', null].map((image, i) => ({ id: `s${i}`, label: `label ${i}`, color: null, image }));
        const drawn = rotor(slices);
        const [missing, good] = drawn.querySelectorAll('image');
        const settled = Promise.all([new Promise((done) => missing.addEventListener('error', done)), new Promise((done) => good.addEventListener('load', done))]);
        document.body.append(drawn);
        await settled;
        const told = [...drawn.querySelectorAll('g.segment')].map((face) => face.querySelector('image') ? 'image' : face.textContent);
        drawn.remove();
        return JSON.stringify(told) === JSON.stringify(['label 0', 'image', 'label 2']) ? [] : told;
        """);

    [Fact]
    public Task Events_are_read_the_same_however_the_bytes_are_cut() => HoldsAsync("""
        const { eventsOf } = await import('/widgets/jifen-stream.js');
        const bytes = new TextEncoder().encode(': still here\n\nid: 3.7\nevent: record\ndata: {"at":"t","changes":[{"kind":"熊猫"}]}\n\nevent: gap\ndata: {}\n\n');
        const misses = [];
        for (let cut = 1; cut < bytes.length; cut++) {
          const body = new ReadableStream({ start(to) { to.enqueue(bytes.slice(0, cut)); to.enqueue(bytes.slice(cut)); to.close(); } });
          const events = [];
          for await (const event of eventsOf(body)) events.push(event);
          if (JSON.stringify(events) !== JSON.stringify([{ id: '3.7', type: 'record', data: '{"at":"t","changes":[{"kind":"熊猫"}]}' }, { id: null, type: 'gap', data: '{}' }])) misses.push(cut);
        }
        return misses;
        """);

    [Fact]
    public Task Changes_of_one_cause_are_one_line_and_a_waiting_reveal_is_none() => HoldsAsync("""
        const { linesOf } = await import('/widgets/play/history.js');
        const changes = [
          { at: '4', kind: 'play', points: 0, cause: 'play:p2', segment: 'luck' }, { at: '4', kind: 'spent', points: -20, cause: 'play:p2' },
          { at: '3', kind: 'play', points: 0, cause: 'play:p1', segment: 'points-10' }, { at: '3', kind: 'earned', points: 10, cause: 'play:p1' }, { at: '3', kind: 'spent', points: -20, cause: 'play:p1' },
          { at: '2', kind: 'badge', points: 0, badge: 'player' },
          { at: '1', kind: 'earned', points: 5, cause: 'a1', rule: 'base' }, { at: '1', kind: 'activity', points: 0, cause: 'a1', activity: 'purchase' },
        ];
        const told = linesOf(changes, new Set(['p2'])).map(({ kind, points, play }) => [kind, points, play]);
        return JSON.stringify(told) === JSON.stringify([['play', -10, 'p1'], ['badge', 0, null], ['purchase', 5, null]]) ? [] : told;
        """);

    [Fact]
    public Task Every_kind_of_line_that_is_told_has_words_in_both_languages() => HoldsAsync("""
        const { UNTOLD } = await import('/widgets/play/history.js');
        const { words } = await import('/widgets/play/words.js');
        const kinds = (await (await fetch('/openapi/v1.json')).json()).components.schemas.HistoryItem.properties.kind.enum;
        const told = kinds.filter((kind) => !UNTOLD.has(kind));
        const missing = Object.entries(words).flatMap(([lang, { kinds }]) => told.filter((kind) => !kinds[kind]).map((kind) => `${lang}: ${kind}`));
        const same = told.filter((kind) => words.en.kinds[kind] === words.zh.kinds[kind]);
        return told.length > 30 ? [...missing, ...same] : ['few kinds'];
        """);

    [Fact]
    public Task Tickets_of_two_grants_and_two_moves_are_two_lines_and_tickets_of_a_play_belong_to_it() => HoldsAsync("""
        const { linesOf } = await import('/widgets/play/history.js');
        const changes = [
          { at: '3', kind: 'tickets', points: 0, cause: 'grant:welcome', lottery: 'cards', count: 2 }, { at: '2', kind: 'tickets', points: 0, cause: 'grant:welcome', lottery: 'cards', count: 3 },
          { at: '1', kind: 'tickets', points: 0, cause: 'play:p1', lottery: 'cards', count: 1 }, { at: '1', kind: 'play', points: 0, cause: 'play:p1', segment: 'ticket' },
          { at: '0', kind: 'board-reward', points: 0, cause: 'board:week/2026-W47', period: '2026-W47' },
          { at: '-1', kind: 'division-down', points: 0, cause: 'board:league', division: 'bronze' }, { at: '-2', kind: 'division-up', points: 0, cause: 'board:league', division: 'silver' },
        ];
        const told = linesOf(changes, new Set()).map(({ kind, detail, count }) => [kind, detail, kind === 'tickets' ? count : 0]);
        return JSON.stringify(told) === JSON.stringify([['tickets', 'cards', 2], ['tickets', 'cards', 3], ['play', 'ticket', 0], ['board-reward', 'week', 0], ['division-down', 'league/bronze', 0], ['division-up', 'league/silver', 0]]) ? [] : told;
        """);

    [Fact]
    public Task Points_of_a_set_belong_to_its_line_and_its_other_prizes_have_lines_of_their_own() => HoldsAsync("""
        const { linesOf } = await import('/widgets/play/history.js');
        const changes = [
          { at: '3', kind: 'tickets', points: 0, cause: 'badge-set:one', lottery: 'cards', count: 2 }, { at: '3', kind: 'badge-set', points: 0, set: 'one' },
          { at: '2', kind: 'earned', points: 50, cause: 'badge-set:two' }, { at: '2', kind: 'badge-set', points: 0, set: 'two' },
          { at: '1', kind: 'goods', points: 0, cause: 'badge-set:three/grand', prize: '1-1-1' }, { at: '1', kind: 'badge-set', points: 0, set: 'three' },
          { at: '0', kind: 'goods', points: 0, cause: 'lottery:wheel/cup', prize: '1-1-2' },
        ];
        const told = linesOf(changes, new Set()).map(({ kind, detail, points, count }) => [kind, detail, points, count]);
        return JSON.stringify(told) === JSON.stringify([['tickets', 'cards', 0, 2], ['badge-set', 'one', 0, 0], ['badge-set', 'two', 50, 0], ['goods', '1-1-1', 0, 0], ['badge-set', 'three', 0, 0]]) ? [] : told;
        """);

    [Fact]
    public Task A_grand_prize_has_a_name_in_both_languages() => HoldsAsync("""
        const { grand } = await import('/widgets/badges/grand.js');
        const badges = [{ badge: 'star', name: { en: 'Star', zh: '星' } }];
        const day = { kind: 'multiplier', name: { en: 'Golden day', zh: '黄金日' }, factor: '2', hours: 1 };
        const prizes = [
          { kind: 'points', points: 1500 }, { kind: 'points', points: 1 }, { kind: 'tickets', lottery: 'cards', count: 1 }, { kind: 'badge', badge: 'star' }, { kind: 'badge', badge: 'hidden' },
          { kind: 'goods', name: { en: 'Phone', zh: '手机' } }, day,
        ];
        const told = ['en', 'zh'].map((lang) => prizes.map((prize) => grand(prize, lang, badges)));
        const wanted = [
          ['1,500 points', '1 point', '1 ticket', 'the badge Star', 'a secret badge', 'Phone', 'Golden day (2 times the points for 1 hour)'],
          ['1,500 积分', '1 积分', '抽奖券 1 张', '徽章“星”', '一枚隐藏徽章', '手机', '“黄金日”（1 小时内积分 2 倍）'],
        ];
        return JSON.stringify(told) === JSON.stringify(wanted) ? [] : told;
        """);

    [Fact]
    public Task What_is_won_is_told_in_both_languages() => HoldsAsync("""
        const { lost, won } = await import('/widgets/wheel/won.js');
        const label = { en: 'Star', zh: '星' };
        const told = [
          won.en({ label, prize: { kind: 'tickets', lottery: 'cards', count: 1 } }), won.zh({ label, prize: { kind: 'tickets', lottery: 'cards', count: 2 } }),
          won.en({ label, prize: { kind: 'badge', badge: 'star' } }), won.zh({ label, prize: { kind: 'badge', badge: 'star' } }),
          won.en({ label, prize: { kind: 'points', points: 7 }, had: 'star' }), won.zh({ label, prize: { kind: 'points', points: 7 }, had: 'star' }),
          lost.en({ label, prize: null, had: 'star' }), lost.zh({ label, prize: null }),
        ];
        const wanted = [
          'You won 1 ticket!', '恭喜获得 2 张抽奖券！', 'You won a badge: Star!', '恭喜获得徽章：星！',
          'You won 7 points! You have the badge already, so this is yours instead.', '恭喜获得 7 积分！您已拥有这枚徽章，因此改发积分。', 'Star. You have this badge already.', '星，本次未中奖。',
        ];
        return JSON.stringify(told) === JSON.stringify(wanted) ? [] : told;
        """);

    /// <summary>The control: a rule that does not hold is seen.</summary>
    [Fact]
    public async Task A_planted_fault_is_found() =>
        Assert.NotEqual("[]", await RunAsync("const { restAt, segmentAt } = await import('/widgets/wheel/face.js'); return segmentAt(restAt(3, 8, 0.9), 8) === 3 ? [] : ['miss'];"));

    private async Task HoldsAsync(string script) => Assert.Equal("[]", await RunAsync(script));

    private async Task<string> RunAsync(string script)
    {
        ServedSilo silo = played.Silo;
        await using Visit visit = await chromium.VisitAsync(silo.Url);
        await visit.Page.GotoAsync("/play");
        JsonElement faults = (await visit.Page.EvaluateAsync($"async () => {{ {script} }}"))!.Value;
        return faults.GetRawText();
    }
}
