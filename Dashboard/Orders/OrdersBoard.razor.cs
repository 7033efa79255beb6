using Jifen.Dashboard.Live;
using Jifen.Dashboard.Shell;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Jifen.Dashboard.Orders;

/// <summary>The whole page of orders: finds them, shows whose one is to who asks, and moves them on. Each time the silo says anew whether the person may.</summary>
public sealed partial class OrdersBoard
{
    private readonly Dictionary<string, OrderRecipient> _recipients = new(StringComparer.Ordinal);
    private List<OrderRow> _rows = [];
    private bool _mayHandle;
    private bool _more;
    private bool _busy;
    private string _state = "";
    private string _member = "";
    private string _title = OrderTexts.OpenOrders;
    private string _said = "";

    /// <summary>The state that was asked for when the list began; null for all.</summary>
    private string? _listed;

    [Inject]
    private IGoodsDesk Desk { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _mayHandle = await PersonAsync(StaffPolicies.Goods) is not null;
        if (_mayHandle)
        {
            await FindAsync();
        }
    }

    private Task FindAsync() => DoAsync(async _ =>
    {
        _listed = _state.Length == 0 ? null : _state;
        _recipients.Clear();
        string member = _member.Trim();
        (_title, OrderRows? found) = member.Length > 0
            ? (OrderTexts.OfMember.With(member), await Desk.OfAsync(member, _listed, Leaving))
            : (OrderTexts.OpenOrders, IsOver(_listed) ? new([], More: false) : await Desk.OpenAsync(_listed, null, Leaving));
        Show(found?.Rows ?? [], found?.More ?? false);
        _said = found is null ? OrderTexts.NoMember : member.Length == 0 && IsOver(_listed) ? OrderTexts.NeedsMember : _said;
    });

    private Task MoreAsync() => DoAsync(async _ =>
    {
        OrderRows more = await Desk.OpenAsync(_listed, _rows[^1], Leaving);
        Show([.. _rows, .. more.Rows], more.More);
    });

    private Task TurnRecipientAsync(OrderRow row) => _recipients.Remove(row.Prize)
        ? Task.CompletedTask
        : DoAsync(async _ => _recipients[row.Prize] = await Desk.RecipientAsync(row, Leaving));

    private async Task StepAsync(OrderRow row, string step)
    {
        object? wanted = await AskAsync<StepDialog>(
            OrderTexts.StepOf.With(OrderTexts.OfStep(step), OrderItem.NameOf(row), row.Mask),
            new() { [nameof(StepDialog.Step)] = step, [nameof(StepDialog.HasAddress)] = row.HasAddress });
        if (wanted is OrderStep given)
        {
            await DoAsync(async person => Take(row, await Desk.MoveAsync(row, given, $"staff:{person}", Leaving)));
        }
    }

    private void Take(OrderRow row, OrderOutcome outcome)
    {
        int at = _rows.IndexOf(row);
        if (at >= 0)
        {
            _rows[at] = outcome.Now;
        }

        _recipients.Remove(row.Prize);
        string state = OrderTexts.OfState(outcome.Now.State);
        if (outcome.Refusal is null)
        {
            Tell(NotificationSeverity.Success, OrderTexts.Moved.With(OrderItem.NameOf(row), state));
        }
        else
        {
            Tell(NotificationSeverity.Error, OrderTexts.WrongStep.With(state));
        }
    }

    /// <summary>Does what the person asks for, where it still may, and tells what went wrong.</summary>
    private async Task DoAsync(Func<string, Task> act)
    {
        if (await PersonAsync(StaffPolicies.Goods) is not { } person)
        {
            (_mayHandle, _rows) = (false, []);
            _recipients.Clear();
            return;
        }

        _busy = true;
        await TryAsync(() => act(person), OrderTexts.Failed);
        _busy = false;
    }

    private void Show(IReadOnlyList<OrderRow> rows, bool more)
    {
        (_rows, _more) = ([.. rows], more);
        _said = _rows.Count == 0 ? OrderTexts.None : OrderTexts.Shown.With(Figures.Count(_rows.Count));
    }

    private static bool IsOver(string? state) => state is not null && !OrderStates.IsOpen(state);
}
