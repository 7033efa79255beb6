namespace Jifen.Silo.Imports;

/// <param name="Number">Line of the file that it begins at, from 1.</param>
/// <param name="Bytes">Without its end; empty where it is too long.</param>
internal readonly record struct SourceLine(long Number, ReadOnlyMemory<byte> Bytes, bool IsTooLong)
{
    public bool IsBlank => !IsTooLong && Bytes.Span.Trim(" \t\r"u8).IsEmpty;
}

/// <summary>
/// Splits a file into lines, or into rows whose quoted fields may hold line ends. It never holds more than one line and what was read
/// ahead. A line that is too long is passed over; a row whose quote is not closed in time ends where its first line does, so that a lost
/// quote costs one line.
/// </summary>
internal sealed class LineReader : IDisposable
{
    private const int Ahead = 128 * 1024;

    private readonly FileStream _file;
    private readonly bool _quoted;
    private readonly int _longest;
    private readonly byte[] _buffer;
    private int _start;
    private int _end;
    private bool _ended;
    private bool _unclosed;

    /// <param name="offset">Where the first line begins.</param>
    /// <param name="line">Line ends before it.</param>
    /// <param name="quoted">Line ends in quotes do not end a row.</param>
    /// <param name="longest">Bytes of a line.</param>
    public LineReader(string path, long offset, long line, bool quoted, int longest)
    {
        _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1) { Position = offset };
        (_quoted, _longest, Offset, Line, _buffer) = (quoted, longest, offset, line, new byte[longest + Ahead]);
        SkipMark();
    }

    /// <summary>Bytes of the file before the next line.</summary>
    public long Offset { get; private set; }

    /// <summary>Line ends before the next line.</summary>
    public long Line { get; private set; }

    /// <summary>The next line, or null at the end of the file.</summary>
    public SourceLine? Read()
    {
        int length = EndOfLine(_quoted);
        if (_unclosed && _buffer.AsSpan(_start, Math.Min(length, _longest)).IndexOf((byte)'\n') is >= 0 and var first)
        {
            return Take(first);
        }

        return length > _longest ? Pass() : length < 0 ? null : Take(length);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Bytes up to the end of the line, more than the longest where it is too long, -1 where there is none.</summary>
    private int EndOfLine(bool quoted)
    {
        int seen = 0;
        bool inside = false;
        while (true)
        {
            for (; seen < _end - _start; seen++)
            {
                byte one = _buffer[_start + seen];
                inside ^= quoted && one == (byte)'"';
                if (one == (byte)'\n' && !inside)
                {
                    _unclosed = false;
                    return seen;
                }
            }

            if (seen > _longest || !Fill())
            {
                _unclosed = inside;
                return seen == 0 ? -1 : seen;
            }
        }
    }

    private SourceLine Take(int length)
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(_start, length);
        SourceLine line = new(Line + 1, bytes.TrimEnd((byte)'\r').ToArray(), false);
        Line += bytes.Count((byte)'\n');
        Advance(length);
        return line;
    }

    private SourceLine Pass()
    {
        SourceLine line = new(Line + 1, default, true);
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            Offset += _end - _start;
            _start = _end;
            if (!Fill())
            {
                return line;
            }
        }

        Advance(length);
        return line;
    }

    /// <summary>Goes behind the line and its end, if it has one.</summary>
    private void Advance(int length)
    {
        int end = _start + length < _end ? 1 : 0;
        Line += end;
        Offset += length + end;
        _start += length + end;
    }

    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        int read = _ended ? 0 : _file.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
        return read > 0;
    }

    /// <summary>Spreadsheets put a byte order mark before the first line.</summary>
    private void SkipMark()
    {
        if (Offset == 0 && Fill() && _buffer.AsSpan(0, _end).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            (_start, Offset) = (3, 3);
        }
    }
}
