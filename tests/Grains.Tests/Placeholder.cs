namespace Jifen.Grains.Tests;
