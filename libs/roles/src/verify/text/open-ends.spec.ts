import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { openEnd } from './open-ends.js';

describe('a block that ends with a word', () => {
  it.each<[string, string]>([
    ['a.rb', 'class A\n  def x\n    1\n  end\n\n  def y\n    2\n'],
    ['a.rb', 'require \'x\'\n\nmodule A\n  class B\n    def x\n      puts "end"\n'],
    ['a_spec.rb', "describe 'A' do\n  it 'works' do\n    expect(1).to eq 1\n  end\n"],
    ['Rakefile', 'task :a do\n  sh "x"\nend\n\ntask :b do\n  sh "y"\n'],
    ['a.lua', 'local M = {}\n\nfunction M.a()\n  if x then\n    return 1\n  end\n'],
    ['a.lua', 'local function a()\n  return 1\nend\n\nfunction b(x)\n  for i = 1, 3 do\n    print(i)\n'],
    ['a.ex', 'defmodule A do\n  def x, do: 1\n\n  def y do\n    2\n  end\n'],
  ])('%s is seen to be open: %j', (path, text) => {
    expect(openEnd(path, text)).toContain('never closed');
  });

  it.each<[string, string]>([
    ['a.rb', 'class A\n  def x\n    1\n  end\nend\n'],
    ['a.rb', 'class Missing < StandardError; end\n'],
    ['a.rb', 'Point = Struct.new(:x, :y) do\n  def sum = x + y\nend\n'],
    ['a.rb', 'def twice(x) = x * 2\n'],
    ['a.rb', 'def f(x) x end\nputs f(1)\n'],
    ['a.rb', 'class A; def x; 1; end; end\n'],
    ['a.rb', 'puts 1 if x\nreturn unless y\n'],
    ['a.rb', 'x = if y\n  1\nelse\n  2\nend\nputs x\n'],
    ['a.rb', 'if x then puts 1 end\n'],
    ['a.rb', '[1].each do |x|\n  puts x\nend\n\n[2].each { |x| puts x }\n'],
    ['a.rb', 'class A\n  def x\n    1\n  end\n  end\n'],
    ['a.rb', 'sql = <<~SQL\n  select 1\nSQL\nclass A\n'],
    ['a.rb', 'loop do\n  break # end\nend\n__END__\nclass X\n'],
    ['a.rb', 'while x do y end\nuntil z do y end\n'],
    ['a.rb', 'begin\n  x\nrescue\n  y\nend while z\n'],
    ['a.rb', 'private def x\n  1\nend\n'],
    ['Gemfile', "source 'https://rubygems.org'\n\ngroup :test do\n  gem 'rspec'\nend\n"],
    ['a.lua', 'return { setup = function(x) return x end }\n'],
    ['a.lua', 'local M = {}\nfunction M.a() return 1 end\nreturn M\n'],
    ['a.lua', 'vim.keymap.set("n", "x", function()\n  go()\nend)\n'],
    ['a.lua', 'if x then y() end\nfor i = 1, 3 do print(i) end\n-- function a()\n'],
    ['a.lua', 'repeat\n  x()\nuntil y\n'],
    ['a.lua', 'local s = [[\nfunction a()\n]]\n'],
    ['a.ex', 'defmodule A do\n  def x, do: 1\nend\n'],
    ['a.exs', 'Enum.map([1], fn x ->\n  x\nend)\n'],
    ['a.exs', 'import Config\n\nconfig :a, b: 1\n\nif config_env() == :prod do\n  config :a, b: 2\nend\n'],
    ['a.ex', 'defmodule A do\n  @doc """\n  x do\n  """\n  def x do\n    1\n  end\n'],
    ['a.py', 'def x():\n    pass\n'],
  ])('%s is left alone: %j', (path, text) => {
    expect(openEnd(path, text)).toBeNull();
  });

  it('is read in linear time', () => {
    assertLinear((text) => openEnd('a.rb', text), 'def x; ', 12_000, { start: 'class A\n' });
    assertLinear((text) => openEnd('a.lua', text), 'function(', 12_000, { start: 'function a()\n' });
  });
});
