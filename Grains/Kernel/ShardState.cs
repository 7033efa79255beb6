using Jifen.Grains.Badge;
using Jifen.Grains.Budget;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Coupon;
using Jifen.Grains.Draws;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;
using Jifen.Grains.Stock;
using Jifen.Grains.Wallet;

namespace Jifen.Grains.Kernel;

/// <summary>
/// The grains of one shard that are in memory. Slices, treasuries and the shard's own grain are always here; members come and go.
/// </summary>
public sealed class ShardState
{
    private readonly Dictionary<MemberKey, MemberGrain> _members = [];
    private readonly Dictionary<string, Grain> _named = new(StringComparer.Ordinal);
    private readonly List<LotterySlice> _slices = [];
    private readonly List<BudgetSlice> _budgets = [];
    private readonly List<CouponSlice> _coupons = [];
    private readonly List<EditionSlice> _editions = [];
    private readonly List<Treasury> _treasuries = [];
    private readonly List<BoardGrain> _boards = [];
    private readonly List<DrawSlice> _draws = [];
    private readonly Dictionary<string, BoardSlice> _boardSlices = new(StringComparer.Ordinal);

    /// <summary>Those of <see cref="_boardSlices"/> that were asked for, so that a score does not spell their names.</summary>
    private readonly Dictionary<(string Board, PeriodKey Period), BoardSlice> _boardPeriods = [];
    private List<Grain> _dirty = [];

    /// <summary>Where members compete on boards with cohorts.</summary>
    internal CohortSlices Cohorts { get; } = new();

    internal UntoldMoves UntoldMoves { get; } = new();

    public ShardState(ShardId shard, int shardCount)
    {
        Shard = shard;
        ShardCount = shardCount;
        Self = new ShardGrain();
        Tally = new ShardTally();
        Keep(Self);
        Keep(Tally);
    }

    public ShardId Shard { get; }

    public int ShardCount { get; }

    /// <summary>Epoch, adopted catalogue, control, and the counters of the mail.</summary>
    public ShardGrain Self { get; }

    /// <summary>What has happened on this shard, in numbers.</summary>
    public ShardTally Tally { get; }

    public IReadOnlyCollection<MemberGrain> Members => _members.Values;

    /// <summary>Every grain but the members, by id.</summary>
    public IReadOnlyList<Grain> Named => [.. _named.Values.OrderBy(static grain => grain.Id, StringComparer.Ordinal)];

    /// <summary>The slices of all lotteries, by id.</summary>
    public IReadOnlyList<LotterySlice> Slices => _slices;

    /// <summary>The slices of the campaigns' budgets, by id.</summary>
    public IReadOnlyList<BudgetSlice> Budgets => _budgets;

    /// <summary>The slices of the pools of codes, by id.</summary>
    public IReadOnlyList<CouponSlice> CouponSlices => _coupons;

    /// <summary>The slices of the limited editions of badges, by id.</summary>
    public IReadOnlyList<EditionSlice> Editions => _editions;

    /// <summary>The treasuries that live on this shard, by id.</summary>
    public IReadOnlyList<Treasury> Treasuries => _treasuries;

    /// <summary>The boards that have begun here, by id.</summary>
    public IReadOnlyList<BoardGrain> Boards => _boards;

    /// <summary>What prize draws keep for the members of this shard, by id.</summary>
    public IReadOnlyList<DrawSlice> Draws => _draws;

    public int MemberCount => _members.Count;

    /// <summary>The member's grain, enrolled or not; null while it is not in memory.</summary>
    public MemberGrain? FindMember(MemberKey member) => _members.GetValueOrDefault(member);

    public void Seat(MemberGrain member) => _members.Add(member.Key, member);

    public void Unseat(MemberKey member) => _members.Remove(member);

    /// <summary>Shard of a lottery's treasuries and seeds, or of a budget's treasury.</summary>
    public ShardId HomeOf(string lottery) => Placement.Of(LotterySlice.IdOf(lottery), ShardCount);

    /// <summary>Whether this shard keeps the treasuries and seeds of the lottery.</summary>
    public bool Keeps(string lottery) => HomeOf(lottery) == Shard;

    public LotterySlice Lottery(string lottery) => Get(LotterySlice.IdOf(lottery), static id => new LotterySlice(id));

    public BudgetSlice Budget(string campaign) => Get(BudgetName.Of(campaign), static id => new BudgetSlice(id));

    public CouponSlice Coupons(string pool) => Get(CouponName.Of(pool), static id => new CouponSlice(id));

    public EditionSlice Edition(string badge) => Get(EditionName.Of(badge), static id => new EditionSlice(id));

    /// <summary>What was uploaded to a pool; nothing on a shard that does not keep it.</summary>
    public CouponPool CouponPool(string pool) => Get(Coupon.CouponPool.IdOf(pool), static id => new CouponPool(id));

    /// <summary>What holds the units of a lottery, of a budget, of a pool or of an edition here.</summary>
    internal IUnitHolder UnitHolder(string lottery) => BudgetName.Is(lottery) ? Budget(BudgetName.CampaignOf(lottery))
        : CouponName.Is(lottery) ? Coupons(CouponName.PoolOf(lottery))
        : EditionName.Is(lottery) ? Edition(EditionName.BadgeOf(lottery))
        : Lottery(lottery);

    public Treasury Treasury(string lottery, string segment) => Get(Stock.Treasury.IdOf(lottery, segment), static id => new Treasury(id));

    public SeedKeeper Seeds(string lottery) => Get(SeedKeeper.IdOf(lottery), static id => new SeedKeeper(id));

    public DrawSlice DrawSlice(string lottery) => Get(Jifen.Grains.Draws.DrawSlice.IdOf(lottery), static id => new DrawSlice(id));

    public Drawing Drawing(string lottery, string period) => Get(Jifen.Grains.Draws.Drawing.IdOf(lottery, period), static id => new Drawing(id));

    /// <summary>A part of the entries of a period that is not closed here; null where nobody of it has entered.</summary>
    public EntryPart? FindEntries(string lottery, string period, int part) => FindNamed(EntryPart.IdOf(lottery, period, part)) as EntryPart;

    /// <summary>Entries of a member in a period that is not closed here. Those of a test member are known to itself alone.</summary>
    internal long EntriesOf(MemberGrain member, string lottery, string period) => member.IsTest
        ? member.Draws.Find(lottery, period)?.Entries ?? 0
        : FindEntries(lottery, period, EntryPart.NumberOf(member.Key))?.Of(member.Key) ?? 0;

    /// <summary>The parts in which somebody has entered.</summary>
    internal IEnumerable<EntryPart> EntriesOf(string lottery, string period) =>
        Enumerable.Range(0, EntryPart.Count).Select(part => FindEntries(lottery, period, part)).OfType<EntryPart>();

    public BoardGrain Board(string board)
    {
        for (int i = 0; i < _boards.Count; i++)
        {
            if (_boards[i].Board == board)
            {
                return _boards[i];
            }
        }

        return new(BoardGrain.IdOf(board));
    }

    public BoardOwner BoardOwner(string board) => Get(Leaderboard.BoardOwner.IdOf(board), static id => new BoardOwner(id));

    public CohortOwner CohortOwner(string board) => Get(Leaderboard.CohortOwner.IdOf(board), static id => new CohortOwner(id));

    /// <summary>Division of a member of this shard on a board with cohorts, as the last settled period left it; 0 for the lowest.</summary>
    public int DivisionOf(string board, MemberKey member) => FindNamed(DivisionPart.IdOf(board, member)) is DivisionPart part ? part.Of(member) : 0;

    /// <summary>Shard of a board's owner.</summary>
    public ShardId HomeOfBoard(string board) => Placement.Of(BoardGrain.IdOf(board), ShardCount);

    /// <summary>The members of this shard on a period; null where nobody is.</summary>
    public BoardSlice? FindBoardSlice(string board, PeriodKey period)
    {
        if (!_boardPeriods.TryGetValue((board, period), out BoardSlice? slice)
            && _boardSlices.TryGetValue(Leaderboard.BoardSlice.IdOf(board, period), out slice))
        {
            _boardPeriods.Add((board, period), slice);
        }

        return slice;
    }

    /// <summary>As <see cref="FindBoardSlice"/>; one without anybody where nobody is.</summary>
    public BoardSlice BoardSlice(string board, PeriodKey period) =>
        FindBoardSlice(board, period) ?? new(Leaderboard.BoardSlice.IdOf(board, period));

    public BadgeShelf BadgeShelf => Get(Badge.BadgeShelf.GrainId, static _ => new BadgeShelf());

    public BadgeWalk BadgeWalk => Get(Badge.BadgeWalk.GrainId, static _ => new BadgeWalk());

    public CatalogueGrain Catalogue => Get(CatalogueGrain.GrainId, static _ => new CatalogueGrain());

    /// <summary>The grain with this id, or null where nothing has happened to it yet. Members are not among them.</summary>
    public Grain? FindNamed(string id) => _named.GetValueOrDefault(id);

    /// <summary>Folds the events of a record into the grains they name, creating those that are new.</summary>
    public void Fold(IReadOnlyList<GrainEvent> events, in RecordStamp at)
    {
        foreach (GrainEvent happened in events)
        {
            Grain target = Target(happened, at);
            target.Fold(happened, at);
            MarkDirty(target);
            if (!at.Test)
            {
                Tally.Fold(happened, at);
                MarkDirty(Tally);
                FollowOrders(happened, at);
            }

            if (happened is BoardDropped dropped && target is BoardGrain board)
            {
                Drop(board.Board, PeriodKey.Parse(dropped.Period));
            }
            else if (happened is DrawSealed closed && target is DrawSlice draw)
            {
                DropEntries(draw.Lottery, closed.Period);
            }
        }
    }

    /// <summary>Counts events on the tally alone: of records that a checkpoint without a tally holds.</summary>
    public void CountAgain(RecordBody body, in RecordStamp at)
    {
        if (body.Test is true)
        {
            return;
        }

        foreach (GrainEvent happened in body.Events ?? [])
        {
            Tally.Fold(happened, at);
        }

        Count(body.Answer, at);
        MarkDirty(Tally);
    }

    /// <summary>Counts the answer of a record.</summary>
    internal void Count(Answer? answer, in RecordStamp at)
    {
        if (answer is not null && !at.Test)
        {
            Tally.Count(answer, at);
            MarkDirty(Tally);
        }
    }

    /// <summary>Grains changed since the last call, each once; the next checkpoint saves them.</summary>
    public List<Grain> TakeDirty()
    {
        List<Grain> taken = _dirty;
        taken.ForEach(g => g.IsDirty = false);
        _dirty = [];
        return taken;
    }

    internal void MarkDirty(Grain grain)
    {
        if (!grain.IsDirty)
        {
            grain.IsDirty = true;
            _dirty.Add(grain);
        }
    }

    /// <summary>Counts a keyed record on its member.</summary>
    public void Count(in RecordStamp at)
    {
        if (at is { Member: { } key, Key: not null })
        {
            MemberGrain? member = FindMember(key);
            Invariant.Holds(member is not null, "the member of a keyed record is in memory");
            member.Count(at);
            MarkDirty(member);
        }
    }

    /// <summary>Puts a restored grain in its place.</summary>
    public void Restore(string id, ReadOnlySpan<byte> state, Sequence asOf) => Resolve(id).Restore(state, asOf);

    /// <remarks>Whether or not the restored board holds the event: the rows of parts may outlive it in the store.</remarks>
    private void Drop(string board, PeriodKey period)
    {
        _boardPeriods.Remove((board, period));
        if (_boardSlices.Remove(Leaderboard.BoardSlice.IdOf(board, period), out BoardSlice? dropped))
        {
            foreach (BoardPart part in dropped.Parts)
            {
                Remove(part);
            }
        }

        foreach (CohortPart part in Cohorts.Drop(board, period))
        {
            Remove(part);
        }
    }

    /// <remarks>As of <see cref="Drop"/>: what is sealed is known by its hash, and who entered by the journal.</remarks>
    private void DropEntries(string lottery, string period)
    {
        foreach (EntryPart part in EntriesOf(lottery, period))
        {
            Remove(part);
        }
    }

    private void Remove(Grain gone)
    {
        gone.IsGone = true;
        _named.Remove(gone.Id);
        MarkDirty(gone);
    }

    private void FollowOrders(GrainEvent happened, in RecordStamp at)
    {
        if (OrderDesk.Follows(happened))
        {
            Grain desk = Resolve(OrderDesk.GrainId);
            desk.Fold(happened, at);
            MarkDirty(desk);
        }
    }

    private Grain Target(GrainEvent happened, in RecordStamp at)
    {
        if (happened.On is { } id)
        {
            return Resolve(id);
        }

        Invariant.Holds(at.Member is not null, "an event that names no grain is about the record's member");
        MemberGrain? member = FindMember(at.Member.Value);
        Invariant.Holds(member is not null, "an event's member is in memory");
        return member;
    }

    private Grain Resolve(string id)
    {
        if (!_named.TryGetValue(id, out Grain? grain))
        {
            grain = Create(id);
            Keep(grain);
            Keep(_slices, grain);
            Keep(_budgets, grain);
            Keep(_coupons, grain);
            Keep(_editions, grain);
            Keep(_treasuries, grain);
            Keep(_boards, grain);
            Keep(_draws, grain);
        }

        return grain;
    }

    private void Keep(Grain grain) => _named.Add(grain.Id, grain);

    private static void Keep<T>(List<T> kind, Grain grain)
        where T : Grain
    {
        if (grain is T one)
        {
            int place = kind.FindIndex(g => string.CompareOrdinal(g.Id, one.Id) > 0);
            kind.Insert(place < 0 ? kind.Count : place, one);
        }
    }

    /// <summary>The grain in its place, or a fresh one that gets its place with its first event.</summary>
    private T Get<T>(string id, Func<string, T> create)
        where T : Grain => _named.TryGetValue(id, out Grain? grain) ? (T)grain : create(id);

    private Grain Create(string id) => BoardPart.SliceOf(id) is { } slice && KindOf(id) is BoardGrain.Kind ? new BoardPart(id, SliceFor(slice)) : CreateWhole(id);

    private static string KindOf(string id) => id[..Math.Max(0, id.IndexOf(':'))];

    private BoardSlice SliceFor(string id)
    {
        if (!_boardSlices.TryGetValue(id, out BoardSlice? slice))
        {
            slice = new(id);
            _boardSlices.Add(id, slice);
        }

        return slice;
    }

    private Grain CreateWhole(string id) => KindOf(id) switch
    {
        LotterySlice.Kind => new LotterySlice(id),
        BudgetSlice.Kind => new BudgetSlice(id),
        CouponSlice.Kind => new CouponSlice(id),
        EditionSlice.Kind => new EditionSlice(id),
        Coupon.CouponPool.Kind => new CouponPool(id),
        Stock.Treasury.Kind => new Treasury(id),
        SeedKeeper.Kind => new SeedKeeper(id),
        BoardGrain.Kind => new BoardGrain(id),
        Jifen.Grains.Draws.DrawSlice.Kind => new DrawSlice(id),
        Jifen.Grains.Draws.Drawing.Kind => new Drawing(id),
        EntryPart.Kind => new EntryPart(id),
        Leaderboard.BoardOwner.Kind => new BoardOwner(id),
        Leaderboard.CohortOwner.Kind => new CohortOwner(id),
        CohortPart.Kind => Cohorts.NewPart(id),
        DivisionPart.Kind => new DivisionPart(id, UntoldMoves),
        _ when id == Badge.BadgeShelf.GrainId => new BadgeShelf(),
        _ when id == Badge.BadgeWalk.GrainId => new BadgeWalk(),
        _ when id == OrderDesk.GrainId => new OrderDesk(),
        _ when id == CatalogueGrain.GrainId => new CatalogueGrain(),
        _ => throw new InvariantBrokenException($"no grain is called {id}"),
    };
}
