namespace Jifen.Grains.Tests.Orders;

/// <summary>What an order of goods that are sent should do, written down as a list of steps and a flag.</summary>
internal sealed class NaiveOrder
{
    private static readonly string[] Chain = ["awaiting_address", "ready", "ordered", "shipped", "delivered"];

    private int _at;
    private bool _isCancelled;

    public int? Address { get; private set; }

    public string State => _isCancelled ? "cancelled" : Chain[_at];

    /// <summary>Null where it is done, else the code of the refusal.</summary>
    public string? Give(int address)
    {
        if (_isCancelled || _at >= 3)
        {
            return "too_late";
        }

        (Address, _at) = (address, Math.Max(_at, 1));
        return null;
    }

    public string? Erase()
    {
        Address = null;
        _at = _at == 1 && !_isCancelled ? 0 : _at;
        return null;
    }

    public string? Move(string to)
    {
        bool isOver = _isCancelled || _at == 4;
        if (to == "cancelled" && !isOver)
        {
            (_isCancelled, Address) = (true, null);
            return null;
        }

        if (isOver || _at == 0 || Array.IndexOf(Chain, to) != _at + 1)
        {
            return "wrong_step";
        }

        _at++;
        Address = _at == 4 ? null : Address;
        return null;
    }
}
