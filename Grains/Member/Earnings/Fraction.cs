using System.Numerics;

namespace Jifen.Grains.Member.Earnings;

/// <summary>An exact number of points, at least 0, before it is rounded. Holds whatever amounts, rates and factors give.</summary>
internal readonly record struct Fraction : IComparable<Fraction>
{
    private readonly BigInteger _numerator;
    private readonly BigInteger _denominator;

    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        BigInteger common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        _numerator = numerator / common;
        _denominator = denominator / common;
    }

    public static Fraction Zero { get; } = new(0, 1);

    public bool IsZero => _numerator.IsZero;

    /// <summary>The whole part.</summary>
    public BigInteger Floor => BigInteger.Divide(_numerator, _denominator);

    /// <summary>What is left beyond the whole part.</summary>
    public Fraction Rest => new(BigInteger.Remainder(_numerator, _denominator), _denominator);

    public static implicit operator Fraction(long whole) => new(whole, 1);

    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left._numerator * right._denominator) + (right._numerator * left._denominator), left._denominator * right._denominator);

    public static Fraction operator -(Fraction left, Fraction right) =>
        new((left._numerator * right._denominator) - (right._numerator * left._denominator), left._denominator * right._denominator);

    public static Fraction operator *(Fraction left, Fraction right) =>
        new(left._numerator * right._numerator, left._denominator * right._denominator);

    public static Fraction operator /(Fraction left, Fraction right) =>
        new(left._numerator * right._denominator, left._denominator * right._numerator);

    public static bool operator <(Fraction left, Fraction right) => left.CompareTo(right) < 0;

    public static bool operator >(Fraction left, Fraction right) => left.CompareTo(right) > 0;

    public static bool operator <=(Fraction left, Fraction right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Fraction left, Fraction right) => left.CompareTo(right) >= 0;

    public int CompareTo(Fraction other) => (_numerator * other._denominator).CompareTo(other._numerator * _denominator);

    public static Fraction Least(Fraction left, Fraction? right) => right is { } other && other < left ? other : left;
}
